import { speak } from "./servus.mjs";
import { assertAccessible, assertFits, walk } from "./walk.mjs";

const ENGINEER = "engineer, worldwide";

walk("an engineer sees what customers report together, and the requests that an issue explains", async ({ enter }) => {
  const engineer = await enter({ as: ENGINEER });
  await speak(engineer, "en");
  await engineer.goto("/desk/health");
  await engineer.getByRole("heading", { name: "Reported by customers" }).waitFor();
  await assertAccessible(engineer);
  await assertFits(engineer);

  await engineer.getByRole("link", { name: "Sites: what customers report" }).first().click();
  await engineer.getByText("Freigegebene Dateien").waitFor();
  await engineer.getByRole("button", { name: "Dismiss" }).waitFor();
  await assertAccessible(engineer);
  await assertFits(engineer);

  await engineer.getByRole("link", { name: "Write the issue" }).click();
  await engineer.getByText("made of reports by customers").waitFor();
  await assertAccessible(engineer);
  await assertFits(engineer);

  await engineer.goto("/desk/health");
  await engineer.getByRole("link", { name: "Messages with large attachments arrive late" }).first().click();
  await engineer.getByRole("heading", { name: "Service requests" }).waitFor();
  await assertAccessible(engineer);
  await assertFits(engineer);

  await engineer.getByRole("link", { name: /Tegninger i vedlegg/ }).click();
  await engineer.getByRole("heading", { name: "Known issue" }).waitFor();
  await assertAccessible(engineer);
  await assertFits(engineer);
});
