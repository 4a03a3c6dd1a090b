// An app on Slack's own Bolt that answers in the documented ways: what it takes of the stand-in, Slack's programs take.
// Over HTTP on a free loopback port; over Socket Mode where SLACK_APP_TOKEN is set.
const { createRequire } = require("node:module");
const path = require("node:path");

const { App } = createRequire(path.join(__dirname, "../npm/package.json"))("@slack/bolt");
const { SLACK_API_URL, SLACK_SIGNING_SECRET, SLACK_BOT_TOKEN, SLACK_APP_TOKEN } = process.env;

const plain = (text) => ({ type: "plain_text", text });
const section = (text) => ({ type: "section", block_id: "what", text: { type: "mrkdwn", text } });
const button = { type: "button", action_id: "sample_button", value: "netflix", text: plain("Timeline") };
const card = (text) => ({ text, blocks: [section(text), { type: "actions", block_id: "next", elements: [button] }] });
const modal = (text) => ({
  type: "modal",
  callback_id: "sample_modal",
  title: plain("Partner"),
  blocks: [section(text)],
});

const app = new App({
  token: SLACK_BOT_TOKEN,
  ...(SLACK_APP_TOKEN
    ? { socketMode: true, appToken: SLACK_APP_TOKEN }
    : {
        signingSecret: SLACK_SIGNING_SECRET,
        endpoints: ["/slack/events", "/slack/commands", "/slack/interactions", "/slack/options"],
      }),
  clientOptions: { slackApiUrl: SLACK_API_URL, retryConfig: { retries: 0 } },
  logLevel: "error",
});

// Everything that a listener is done with is told, or its error: one line each.
const told = (kind, name) => console.log(JSON.stringify({ kind, name }));
const on = (kind, name, act) => async (all) => {
  await act(all);
  const { retryNum, retryReason } = all.context;
  told(kind, retryNum ? `${name} ${retryNum} ${retryReason}` : name);
};

for (const name of ["/partner", "/mitra"]) {
  app.command(
    name,
    on("command", name, async ({ command, ack, respond, client }) => {
      switch (command.text.split(" ")[0]) {
        case "plain":
          return ack("Netflix: negotiating");
        case "later":
          await ack();
          return respond({ ...card("Netflix: later"), response_type: "in_channel" });
        case "modal":
          await ack();
          return client.views.open({ trigger_id: command.trigger_id, view: modal("Netflix") });
        case "long":
          return ack({ text: "Netflix", blocks: Array.from({ length: 51 }, () => ({ type: "divider" })) });
        default:
          return ack({ ...card(`${name} ${command.text}`), response_type: "ephemeral" });
      }
    }),
  );
}

app.event("app_mention", on("event", "app_mention", async ({ event, say }) => {
  await say({ ...card("Netflix: negotiating"), thread_ts: event.thread_ts ?? event.ts });
}));
app.message(on("event", "message", async ({ message, say }) => {
  if (!message.subtype && message.channel_type === "im") {
    await say(card("Netflix: negotiating"));
  }
}));
app.event("app_home_opened", on("event", "app_home_opened", async ({ event, client }) => {
  if (event.tab === "home") {
    await client.views.publish({ user_id: event.user, view: { type: "home", blocks: [section("Recent")] } });
  }
}));
app.event("member_joined_channel", on("event", "member_joined_channel", async ({ event, context, say }) => {
  if (event.user === context.botUserId) {
    await say("Hello");
  }
}));
app.event("link_shared", on("event", "link_shared", async ({ event, client }) => {
  const unfurls = Object.fromEntries(event.links.map(({ url }) => [url, { blocks: [section("Netflix")] }]));
  await client.chat.unfurl(
    event.source === "composer"
      ? { source: event.source, unfurl_id: event.unfurl_id, unfurls }
      : { channel: event.channel, ts: event.message_ts, unfurls },
  );
}));
for (const name of ["app_uninstalled", "tokens_revoked", "unheard_of"]) {
  app.event(name, on("event", name, async () => {}));
}

app.action("sample_button", on("action", "sample_button", async ({ body, ack, respond, client }) => {
  await ack();
  if (body.view) {
    const home = { type: "home", blocks: [section("Timeline")] };
    await client.views.update({
      view_id: body.view.id,
      hash: body.view.hash,
      view: body.view.type === "home" ? home : modal("Timeline"),
    });
  } else {
    await respond({ ...card("Netflix: timeline"), replace_original: true });
  }
}));
for (const name of ["sample_select", "sample_external", "sample_menu"]) {
  app.action(name, on("action", name, async ({ action, ack, respond }) => {
    await ack();
    await respond({ text: `Chosen: ${action.selected_option.value}`, response_type: "ephemeral", replace_original: false });
  }));
}
app.options("sample_external", on("options", "sample_external", async ({ payload, ack }) => {
  await ack({ options: ["Netflix", "Iflix"].filter((name) => name.toLowerCase().includes(payload.value)).map((name) => ({
    text: plain(name),
    value: name.toLowerCase(),
  })) });
}));
app.view("sample_modal", on("view", "sample_modal", async ({ view, ack }) => {
  const asked = view.state.values.partner.sample_text.value;
  await ack(
    asked
      ? { response_action: "update", view: modal(asked) }
      : { response_action: "errors", errors: { partner: "Which partner?" } },
  );
}));
app.view({ callback_id: "sample_modal", type: "view_closed" }, on("view_closed", "sample_modal", ({ ack }) => ack()));
app.shortcut("sample_shortcut", on("shortcut", "sample_shortcut", async ({ shortcut, ack, client }) => {
  await ack();
  await client.views.open({ trigger_id: shortcut.trigger_id, view: modal("Netflix") });
}));
app.error(async (error) => told("error", error.data?.error ?? error.message));

(async () => {
  const server = await app.start(0);
  console.log(`Listening on ${SLACK_APP_TOKEN ? 0 : server.address().port}`);
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
