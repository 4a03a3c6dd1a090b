// botbuilder for JavaScript, which answers each message with a card of the size that its first argument names, and asks nobody.
const http = require('http');
const { CardFactory, CloudAdapter, ConfigurationBotFrameworkAuthentication, MessageFactory } = require('botbuilder');

const [bytes, port] = process.argv.slice(2).map(Number);
const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', wrap: true, text: 'x'.repeat(bytes) }] };
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));

// What the adapter asks of a web framework.
function framed(response) {
  response.status = (code) => Object.assign(response, { statusCode: code });
  response.send = (body) => response.end(body && JSON.stringify(body));
  response.header = (name, value) => response.setHeader(name, value);
  return response;
}

http
  .createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) {
      parts.push(part);
    }

    if (request.method !== 'POST') {
      response.end();
      return;
    }

    request.body = JSON.parse(Buffer.concat(parts));
    await adapter.process(request, framed(response), (turn) =>
      turn.sendActivity(MessageFactory.attachment(CardFactory.adaptiveCard(card)))
    );
  })
  .listen(port, '127.0.0.1');
