// Loaded before the playground, which has no settings for either.
const { Server } = require("node:net");
const { listen } = Server.prototype;

// It listens on this machine alone,
Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, port, "127.0.0.1", ...rest);
};

// and doesn't outlive the test that started it.
process.stdin.on("end", () => process.exit());
process.stdin.resume();
