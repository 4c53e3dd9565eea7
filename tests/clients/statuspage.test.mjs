// A published client of Statuspage reads the health of a cloud, told by its own setting where that is.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { startServus } from "./servus.mjs";

const { Statuspage } = createRequire(import.meta.url)("statuspage.io");

let servus;
before(async () => {
  servus = await startServus();
});
after(() => servus?.stop());

function clientOf(place) {
  const client = new Statuspage("worldwide");
  client.setApiUrl(`${servus.url}${place}`);
  return client.api;
}

/** The fields that the client's types promise, each of the type named. */
function assertShape(thing, shape, where) {
  for (const [name, types] of Object.entries(shape)) {
    const type = thing[name] === null ? "null" : Array.isArray(thing[name]) ? "array" : typeof thing[name];
    assert.ok(types.split("|").includes(type), `${where}.${name} is ${type}`);
  }
}

const PAGE = { id: "string", name: "string", time_zone: "string", updated_at: "string", url: "string" };
const COMPONENT = {
  created_at: "string", description: "string|null", group: "boolean", group_id: "string|null", id: "string",
  name: "string", only_show_if_degraded: "boolean", page_id: "string", position: "number", showcase: "boolean",
  start_date: "string|null", status: "string", updated_at: "string",
};
const INCIDENT = {
  created_at: "string", id: "string", impact: "string", incident_updates: "array", monitoring_at: "string|null",
  name: "string", page_id: "string", resolved_at: "string|null", shortlink: "string", status: "string",
  updated_at: "string",
};
const UPDATE = {
  body: "string", created_at: "string", display_at: "string", id: "string", incident_id: "string", status: "string",
  updated_at: "string",
};

function assertIncidents(incidents, states) {
  for (const incident of incidents) {
    assertShape(incident, INCIDENT, incident.id);
    assert.ok(states.includes(incident.status), incident.status);
    for (const update of incident.incident_updates) assertShape(update, UPDATE, incident.id);
  }
}

const OPEN = ["investigating", "identified", "monitoring"];

describe("statuspage.io", () => {
  for (const place of ["", "/statuspage/worldwide/en", "/statuspage/china/zh-CN"]) {
    test(`reads the documents ${place ? `at ${place}` : "of a host"}`, async () => {
      const api = clientOf(place);
      const summary = await api.getSummary();
      assertShape(summary.page, PAGE, "page");
      assert.ok(["none", "minor", "major", "critical", "maintenance"].includes(summary.status.indicator));
      assert.ok(summary.status.description.length > 3);
      assertIncidents(summary.incidents, OPEN);
      assert.deepEqual((await api.getStatus()).status, summary.status);
      const { components } = await api.getComponents();
      assert.deepEqual(components, summary.components);
      assert.ok(components.length > 3);
      for (const component of components) assertShape(component, COMPONENT, component.id);
      assertIncidents((await api.incidents.getUnresolved()).incidents, OPEN);
      const all = (await api.incidents.getAll()).incidents;
      assertIncidents(all, [...OPEN, "resolved", "postmortem"]);
      assert.ok(all.length >= summary.incidents.length && all.length > 0);
      // The client reads the upcoming ones in all three cases.
      const planned = await api.scheduledMaintenances.getUpcoming();
      for (const one of planned.scheduled_maintenances) {
        assertShape(one, { ...INCIDENT, scheduled_for: "string", scheduled_until: "string" }, one.id);
        assert.equal(one.status, "scheduled");
      }
    });
  }
});
