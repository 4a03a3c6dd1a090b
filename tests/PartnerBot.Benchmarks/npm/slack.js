// Bolt for JavaScript: answers /partner with blocks of the size that its first argument names, on the port of its second, after
// it has asked whether what its third names is still as it was. Then the signing secret, the token and Slack's Web API.
const { App } = require('@slack/bolt');

const [bytes, port] = process.argv.slice(2, 4).map(Number);
const [source, signingSecret, token, slackApiUrl] = process.argv.slice(4);
const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'x'.repeat(bytes) } }];
let last = { tag: '', partner: { id: '' } };

async function ask() {
  const response = await fetch(source, { headers: { 'If-None-Match': last.tag } });
  const body = await response.text();
  if (response.status !== 304) {
    last = { tag: response.headers.get('ETag'), partner: JSON.parse(body) };
  }

  return last.partner;
}

const app = new App({
  signingSecret,
  token,
  clientOptions: { slackApiUrl },
  endpoints: '/slack/commands',
  logLevel: 'error',
  customRoutes: [{ path: '/health/ready', method: ['GET'], handler: (_, response) => response.end() }],
});
app.command('/partner', async ({ ack }) => {
  if ((await ask()).id !== 'netflix') {
    throw new Error('The registry says something else.');
  }

  await ack({ response_type: 'ephemeral', text: 'Netflix', blocks });
});
app.start({ port, host: '127.0.0.1' });
