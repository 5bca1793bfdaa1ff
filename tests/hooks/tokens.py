"""Keys and tokens of clients, made by joserfc: an implementation that the service does not use."""

import json
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from joserfc import jws
from joserfc.jwk import ECKey, Key, RSAKey

ISSUER = "https://ehr.example"
URL = "https://dosing.example"
EC = ECKey.generate_key("P-384", {"kid": "ec", "use": "sig", "alg": "ES384"}, private=True)
RSA = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig", "alg": "RS384"}, private=True)
Json = dict[str, Any]


def jwk_set(*keys: Key, private: bool = False) -> str:
    """The keys as a client publishes them."""
    return json.dumps({"keys": [key.as_dict(private=private) for key in keys]})


def clients_file(folder: Path, *keys: Key) -> Path:
    """A site's list of one client, whose keys are in a file beside it."""
    (folder / "keys.json").write_text(jwk_set(*(keys or (EC, RSA))), encoding="utf-8")
    file = folder / "clients.json"
    file.write_text(json.dumps({"clients": [{"iss": ISSUER, "jwks": "keys.json"}]}), encoding="utf-8")
    return file


def claims(path: str = "/cds-services", **changes: object) -> Json:
    """The claims of a good token for this path; a change to None leaves a claim out."""
    now = int(time.time())
    good = {"iss": ISSUER, "aud": URL + path, "iat": now, "exp": now + 300, "jti": str(uuid4())} | changes
    return {name: value for name, value in good.items() if value is not None}


def header(key: Key, **changes: object) -> Json:
    """The header of a good token; a change to None leaves a member out."""
    good = {"alg": "ES384" if isinstance(key, ECKey) else "RS384", "typ": "JWT", "kid": key.kid} | changes
    return {name: value for name, value in good.items() if value is not None}


def signed(of: Mapping[str, Any], key: Key = EC, **changes: object) -> str:
    """A token with these claims, signed by joserfc whatever they are."""
    head = header(key, **changes)
    payload = json.dumps(of).encode()
    return jws.serialize_compact(head, payload, key, algorithms=[head["alg"]])
