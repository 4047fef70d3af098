#!/usr/bin/env node
// Coturn on loopback for the demo and the tests: writes its configuration and its secret, starts turnserver, ends it.
//   turn.cjs --data FOLDER --cert PEM --key PEM [--port 3478] [--tls-port 5349] [--cli-port 5766]   runs until it is ended
// With --cli-port the server can end what is carried for somebody who was put out; its password lies beside the secret.
// --allow-loopback-peers stands here and nowhere else: in production loopback, private, link-local and multicast peers
// stay denied. The secret never leaves the folder, which only its owner can read.
const { spawn } = require("node:child_process");
const { createHmac, randomBytes } = require("node:crypto");
const { existsSync, mkdirSync, readFileSync, writeFileSync } = require("node:fs");
const { connect } = require("node:net");
const { join, resolve } = require("node:path");

/** How a credential is made: the server does the same. The quota counts by what stands after the colon. */
function credential(secret, name, life_s) {
  const username = `${Math.floor(Date.now() / 1000) + life_s}:${name}`;
  return { username, credential: createHmac("sha1", secret).update(username).digest("base64") };
}

function drawnWord(file) {
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
  return readFileSync(file, "utf8").trim();
}

function writeConfiguration(o) {
  mkdirSync(o.folder, { recursive: true, mode: 0o700 });
  const secretFile = join(o.folder, "turn-secret");
  const secret = drawnWord(secretFile);
  const cli = o.cliPort
    ? ["cli-ip=127.0.0.1", `cli-port=${o.cliPort}`, `cli-password=${drawnWord(join(o.folder, "cli-password"))}`, "cli-max-output-sessions=10000"]
    : ["no-cli"];
  const low = o.relayPorts?.[0] ?? 50000;
  const high = o.relayPorts?.[1] ?? 50400;
  const lines = [
    "listening-ip=127.0.0.1", "relay-ip=127.0.0.1", `listening-port=${o.port}`, `tls-listening-port=${o.tlsPort}`,
    `min-port=${low}`, `max-port=${high}`, "realm=kortelijn", "use-auth-secret", `static-auth-secret=${secret}`, "fingerprint",
    `cert=${resolve(o.cert)}`, `pkey=${resolve(o.key)}`, ...cli, "no-dtls", "no-tlsv1", "no-tlsv1_1", "no-rfc5780",
    "no-multicast-peers", "stale-nonce=600", "user-quota=12", `pidfile=${join(o.folder, "turn.pid")}`,
    `userdb=${join(o.folder, "turn.db")}`, "log-file=stdout", "simple-log", ...(o.loopbackPeers === false ? [] : ["allow-loopback-peers"]),
  ];
  const file = join(o.folder, "turnserver.conf");
  writeFileSync(file, `${lines.join("\n")}\n`, { mode: 0o600 });
  return { file, secretFile, secret };
}

const listening = (port) => new Promise((done) => {
  const socket = connect(port, "127.0.0.1", () => { socket.destroy(); done(true); }).on("error", () => done(false));
});

/** Resolves when it listens; `pause` and `go` stop and continue the whole relay: a tunnel without any privilege. */
async function startTurn(o) {
  const { file, secretFile, secret } = writeConfiguration(o);
  const child = spawn(o.program ?? "turnserver", ["-c", file], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => { said = (said + chunk).slice(-20_000); });
  child.on("error", (error) => { said += error.message; });
  const kill = () => { child.kill("SIGCONT"); child.kill("SIGKILL"); };
  process.on("exit", kill);
  for (let i = 0; ; ++i) {
    if (child.exitCode !== null || i > 200) throw new Error(`turnserver did not start:\n${said}`);
    if (await listening(o.port)) break;
    await new Promise((r) => setTimeout(r, 50));
  }
  const host = "localhost";
  return {
    child, secret, secretFile, said: () => said,
    urls: [`turn:${host}:${o.port}?transport=udp`, `turn:${host}:${o.port}?transport=tcp`, `turns:${host}:${o.tlsPort}?transport=tcp`],
    pause: () => child.kill("SIGSTOP"),
    go: () => child.kill("SIGCONT"),
    stop: () => new Promise((done) => {
      process.off("exit", kill);
      if (child.exitCode !== null || child.signalCode !== null) return done();
      child.once("exit", done);
      kill();
    }),
  };
}

module.exports = { credential, startTurn, writeConfiguration };

if (require.main === module) {
  const given = (name, otherwise) => {
    const at = process.argv.indexOf(`--${name}`);
    return at > 0 ? process.argv[at + 1] : otherwise;
  };
  startTurn({
    folder: given("data"), cert: given("cert"), key: given("key"),
    port: Number(given("port", "3478")), tlsPort: Number(given("tls-port", "5349")), cliPort: Number(given("cli-port", "0")),
  }).then((turn) => {
    console.log("relay ready");
    const end = () => turn.stop().then(() => process.exit(0));
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, end);
    turn.child.on("exit", () => process.exit(1));
    // Ends with the one that started it, however that one ends.
    const parent = process.ppid;
    setInterval(() => { if (process.ppid !== parent) end(); }, 1_000);
  }, (error) => {
    console.error(String(error.message));
    process.exit(1);
  });
}
