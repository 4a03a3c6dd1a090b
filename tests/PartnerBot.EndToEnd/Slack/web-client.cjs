// Calls the Web API through Slack's own client, one call a line: {token, method, arguments, waits, timeout} and {ok, …} or {code, …} back.
const { createRequire } = require("node:module");
const path = require("node:path");
const readline = require("node:readline");

const { WebClient } = createRequire(path.join(__dirname, "../npm/package.json"))("@slack/web-api");

const call = async ({ token, method, arguments: given, waits, timeout }) => {
  const client = new WebClient(token, {
    slackApiUrl: process.env.SLACK_API_URL,
    retryConfig: { retries: waits ? 2 : 0, minTimeout: 1, maxTimeout: 1 },
    rejectRateLimitedCalls: !waits,
    timeout,
    logLevel: "error",
  });
  try {
    return await client.apiCall(method, given);
  } catch (error) {
    return { code: error.code, data: error.data, retryAfter: error.retryAfter, status: error.statusCode, said: error.message };
  }
};

readline.createInterface({ input: process.stdin }).on("line", async (line) => {
  console.log(JSON.stringify(await call(JSON.parse(line))));
});
console.log("Listening on 0");
