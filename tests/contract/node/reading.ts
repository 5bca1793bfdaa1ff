// How a client in TypeScript reads an answer that is one of several: the compiler proves that none is forgotten.
// Written by hand, for the types that openapi-typescript makes of the contract.
import createClient from "openapi-fetch";
import type { components, paths } from "./contract.js";

type Schemas = components["schemas"];
type Order = paths["/v1/orders/check"]["post"]["requestBody"]["content"]["application/json"];
type Answer = paths["/v1/orders/check"]["post"]["responses"][200]["content"]["application/json"];

declare const process: { argv: string[] };
const client = createClient<paths>({ baseUrl: process.argv[2] ?? "" });

function words(answer: Answer): string {
  switch (answer.status) {
    case "ok":
      return "may go on";
    case "needs_review":
    case "refused":
      return `broken: ${answer.findings.map((finding) => finding.rule).join(", ")}`;
    case "needs_input":
      return `missing: ${answer.missing.map((way) => way.join(" and ")).join(" or ")}`;
    case "not_covered":
      return answer.why;
    default:
      return answer satisfies never;
  }
}

function amount(volume: Schemas["VolumeStep"]["volume"]): string {
  return "low" in volume ? `${volume.low.value} to ${volume.high.value} ${volume.low.unit}` : `${volume.value} ${volume.unit}`;
}

const reduced: Schemas["Patient"] = {
  age: { value: 40, unit: "a" },
  egfr: { value: 45, unit: "mL/min/{1.73_m2}" },
};
const phases: Schemas["Phase"][] = [{ doses: [{ value: 10, unit: "mg" }] }];
const orders: Order[] = [
  { drug: "other", name: "nsaid" },
  { drug: "baclofen", patient: reduced, phases },
  { drug: "baclofen", patient: { dialysis: false }, phases },
  { drug: "baclofen", patient: { ...reduced, dialysis: true }, phases },
  { drug: "other", name: "aspirin" },
];
for (const body of orders) {
  const { data, error } = await client.POST("/v1/orders/check", { body });
  console.log(data === undefined ? error.title : words(data));
}
for (const asked of [{}, { daily_volume: { value: 20, unit: "mL/d" as const } }]) {
  const patient: Schemas["Patient"] = { age: { value: 8, unit: "a" }, conditions: { kidney_disease: false } };
  const body = { patient, strength: { value: 80, unit: "mg/mL" as const }, ...asked };
  const { data } = await client.POST("/v1/schedules/magnesium-hydroxide", { body });
  console.log(data?.status === "ok" ? data.steps.map((step) => amount(step.volume)).join() : data?.status);
}
