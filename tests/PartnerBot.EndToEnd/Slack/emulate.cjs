// Another stand-in for Slack, written by others: where both know a call, they answer the same.
const path = require("node:path");
const { pathToFileURL } = require("node:url");

(async () => {
  const api = path.join(__dirname, "../npm/node_modules/emulate/dist/api.js");
  const { createEmulator } = await import(pathToFileURL(api));
  const { url } = await createEmulator({
    service: "slack",
    port: 0,
    // Its own default doesn't work everywhere.
    hostname: "127.0.0.1",
    seed: { slack: JSON.parse(process.env.SEED) },
  });
  console.log(`Listening on ${new URL(url).port}`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
