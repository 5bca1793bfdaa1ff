"""What a run of an engine came to."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from tests.fuzz.checks import failures
from tests.fuzz.exchange import Asked
from tests.fuzz.service import Service


@dataclass
class Outcome:
    """How many requests were made, and the first failure of each check: what was asked, and what was wrong."""

    engine: str
    operation: str
    requests: int = 0
    failures: dict[str, str] = field(default_factory=dict)
    #: Of schemathesis: the checks that were run.
    checks: set[str] = field(default_factory=set)

    def count(self, service: Service, asked: Asked, not_judged: Collection[str] = ()) -> None:
        """Ask, and check the answer."""
        self.requests += 1
        for check, wrong in failures(service.ask(asked)).items():
            if check not in not_judged:
                self.failures.setdefault(check, f"{wrong}\n  {asked}")

    def run(
        self, service: Service, every: Iterable[Asked], until: str = "", not_judged: Collection[str] = ()
    ) -> "Outcome":
        """Ask all of them, or until the check of this name has failed."""
        for asked in every:
            self.count(service, asked, not_judged)
            if until and until in self.failures:
                break
        return self
