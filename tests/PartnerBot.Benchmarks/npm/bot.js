// botbuilder for JavaScript: answers each message with a card of the size that its first argument names, on the port of its
// second, after it has read what its third names, if there is one.
const http = require('http');
const { CardFactory, CloudAdapter, ConfigurationBotFrameworkAuthentication, MessageFactory } = require('botbuilder');

const [bytes, port] = process.argv.slice(2, 4).map(Number);
const source = process.argv[4];
const agent = new http.Agent({ keepAlive: true });
const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', wrap: true, text: 'x'.repeat(bytes) }] };
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));

// What the adapter asks of a web framework.
function framed(response) {
  response.status = (code) => Object.assign(response, { statusCode: code });
  response.send = (body) => response.end(body && JSON.stringify(body));
  response.header = (name, value) => response.setHeader(name, value);
  return response;
}

async function readWhole(stream) {
  const parts = [];
  for await (const part of stream) {
    parts.push(part);
  }

  return Buffer.concat(parts);
}

function ask() {
  return new Promise((resolve, reject) => {
    const read = async (response) => resolve(JSON.parse(await readWhole(response)));
    http.get(source, { agent }, (response) => read(response).catch(reject)).on('error', reject);
  });
}

http
  .createServer(async (request, response) => {
    const body = await readWhole(request);
    if (request.method !== 'POST') {
      response.end();
      return;
    }

    request.body = JSON.parse(body);
    await adapter.process(request, framed(response), async (turn) => {
      if (source && (await ask()).id !== 'netflix') {
        throw new Error('The registry says something else.');
      }

      await turn.sendActivity(MessageFactory.attachment(CardFactory.adaptiveCard(card)));
    });
  })
  .listen(port, '127.0.0.1');
