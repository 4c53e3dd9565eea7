// Microsoft's own clients ask for service health, as their documentation says.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { startServus } from "./servus.mjs";

const { Client, GraphError, PageIterator, ResponseType } = createRequire(import.meta.url)(
  "@microsoft/microsoft-graph-client",
);

const ADMIN = "anna.petersen@nordwind.example";
const ALL = ["ServiceHealth.Read.All", "ServiceMessage.Read.All", "ServiceMessageViewpoint.Write"];

let servus;
let person;
let app;
before(async () => {
  servus = await startServus();
  person = await servus.token(ADMIN, { scopes: ALL });
  app = await servus.token(ADMIN, { app: true, scopes: ALL.slice(0, 1) });
});
after(() => servus?.stop());

function clientOf(token) {
  return Client.init({
    baseUrl: `${servus.url}/`,
    customHosts: new Set([new URL(servus.url).hostname]),
    authProvider: (done) => done(null, token),
  });
}

/** The refusal that a request meets. */
async function refusal(request) {
  const error = await request.then(() => assert.fail("it was not refused"), (error) => error);
  assert.ok(error instanceof GraphError, String(error));
  return error;
}

const HEALTH = "/admin/serviceAnnouncement";

describe("@microsoft/microsoft-graph-client", () => {
  test("reads how the services are, with their issues", async () => {
    const client = clientOf(person);
    const all = await client.api(`${HEALTH}/healthOverviews`).get();
    const mail = all.value.find((service) => service.id === "mail");
    assert.equal(mail.service, "Mail");
    assert.notEqual(mail.status, "serviceOperational");
    const one = await client.api(`${HEALTH}/healthOverviews/mail`).expand("issues").get();
    assert.ok(one.issues.some((issue) => issue.isResolved === false && issue.posts.length > 0));
  });

  test("reads issues page by page, filtered, chosen and counted", async () => {
    const client = clientOf(person);
    const page = await client
      .api(`${HEALTH}/issues`)
      .header("Prefer", "odata.maxpagesize=3")
      .filter("startDateTime ge 2020-01-01T00:00:00Z")
      .select(["id", "classification", "isResolved"])
      .get();
    assert.equal(page.value.length, 3);
    assert.ok(page["@odata.nextLink"].startsWith(`${servus.url}/v1.0${HEALTH}/issues?`));
    const ids = [];
    const options = { headers: { Prefer: "odata.maxpagesize=3" } };
    await new PageIterator(client, page, (issue) => ids.push(issue.id), options).iterate();
    const count = await client.api(`${HEALTH}/issues/$count`).responseType(ResponseType.TEXT).get();
    assert.equal(ids.length, Number(count));
    assert.equal(new Set(ids).size, ids.length);
    const resolved = await client.api(`${HEALTH}/issues`).filter("isResolved eq true").count(true).top(1).get();
    const open = await client.api(`${HEALTH}/issues`).filter("isResolved eq false").count(true).top(1).get();
    assert.equal(resolved["@odata.count"] + open["@odata.count"], ids.length);
    const sorted = await client.api(`${HEALTH}/issues`).orderby("startDateTime").top(100).get();
    const starts = sorted.value.map((issue) => Date.parse(issue.startDateTime));
    assert.deepEqual(starts, starts.toSorted((a, b) => a - b));
  });

  test("reads the review of an incident, with its brackets and without", async () => {
    const client = clientOf(app);
    const reviewed = await client
      .api(`${HEALTH}/issues`)
      .filter("status eq 'postIncidentReviewPublished'")
      .get();
    const { id } = reviewed.value[0];
    for (const name of ["incidentReport", "incidentReport()", "microsoft.graph.incidentReport()"]) {
      const report = await client.api(`${HEALTH}/issues/${id}/${name}`).responseType(ResponseType.ARRAYBUFFER).get();
      assert.ok(report.byteLength > 100, name);
    }
    const open = await client.api(`${HEALTH}/issues`).filter("isResolved eq false").get();
    const none = await refusal(client.api(`${HEALTH}/issues/${open.value[0].id}/incidentReport`).get());
    assert.equal(none.statusCode, 404);
  });

  test("marks messages and sees that they are", async () => {
    const client = clientOf(person);
    const messages = `${HEALTH}/messages`;
    const messageIds = (await client.api(messages).top(2).get()).value.map((message) => message.id);
    const [first] = messageIds;
    const marks = [
      ["markRead", "markUnread", "isRead"],
      ["archive", "unarchive", "isArchived"],
      ["favorite", "unfavorite", "isFavorited"],
    ];
    for (const [on, off, property] of marks) {
      const view = async (id) => (await client.api(`${messages}/${id}`).get()).viewPoint[property];
      const done = await client.api(`${messages}/${on}`).post({ messageIds });
      assert.equal(done.value, true);
      for (const id of messageIds) assert.equal(await view(id), true);
      const marked = await client.api(messages).filter(`viewPoint/${property} eq true`).select("id").get();
      assert.deepEqual(marked.value.map((message) => message.id), messageIds);
      await client.api(`${messages}/${off}`).post({ messageIds });
      assert.equal(await view(first), false);
    }
    const unknown = await client.api(`${messages}/markRead`).post({ messageIds: [first, "MC000000"] });
    assert.equal(unknown.value, false);
  });

  test("is refused in the way that it understands", async () => {
    const unknown = await refusal(clientOf(person).api(`${HEALTH}/issues/EX000000`).get());
    assert.deepEqual([unknown.statusCode, unknown.code], [404, "ResourceNotFound"]);
    assert.ok(unknown.requestId);
    const filter = await refusal(clientOf(person).api(`${HEALTH}/issues`).filter("colour eq 'red'").get());
    assert.equal(filter.statusCode, 400);
    assert.match(filter.message, /colour/);
    const search = await refusal(clientOf(person).api(`${HEALTH}/issues`).search("mail").get());
    assert.equal(search.statusCode, 400);
    const stranger = await refusal(clientOf("nothing").api(`${HEALTH}/issues`).get());
    assert.deepEqual([stranger.statusCode, stranger.code], [401, "InvalidAuthenticationToken"]);
    const scope = await refusal(clientOf(app).api(`${HEALTH}/messages`).get());
    assert.equal(scope.statusCode, 403);
    for (const method of ["post", "patch", "put", "delete"]) {
      const method_not = await refusal(clientOf(person).api(`${HEALTH}/issues`)[method]({}));
      assert.equal(method_not.statusCode, 405, method);
    }
  });
});

describe("msgraph-sdk of PyPI", () => {
  test("reads, marks and is refused", async (t) => {
    const python = join(import.meta.dirname, ".venv/bin/python");
    const env = { ...process.env, BASE_URL: `${servus.url}/v1.0`, PERSON: person, APP: app };
    const program = spawn(python, [join(import.meta.dirname, "graph_client.py")], { env });
    let said = "";
    let complained = "";
    program.stdout.on("data", (text) => (said += text));
    program.stderr.on("data", (text) => (complained += text));
    await once(program, "close");
    const results = said.split("\n").map((line) => line.split("\t")).filter((line) => line.length >= 2);
    assert.ok(results.length > 5, `${said}${complained}`);
    for (const [name, result, ...why] of results) {
      await t.test(name, () => assert.equal(result, "ok", why.join("\t").replaceAll("\\n", "\n")));
    }
  });
});
