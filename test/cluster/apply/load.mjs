/*
 * Sends a request every 20 ms until it is terminated, and prints in milliseconds the longest time without an answer
 * and the sum of all such times.
 * Arguments: `http <url> <address>`, or `dns <server> <name>`.
 */
import { createSocket } from 'node:dgram';
import { request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setInterval } from 'node:timers';

const [kind, target, detail] = process.argv.slice(2);
const INTERVAL = 20;
const TIMEOUT = 500;
let last = performance.now();
/** Milliseconds without an answer from which a pause counts as an outage: ten requests. */
const PAUSE = 200;
let longest = 0;
let outage = 0;
let answers = 0;

function noteAnswer() {
  const now = performance.now();
  countPause(now - last);
  last = now;
  answers += 1;
}

function countPause(pause) {
  longest = Math.max(longest, pause);
  if (pause > PAUSE) outage += pause;
}

/** A new connection each time: an open one survives what a new client does not. */
function askHttp() {
  const url = new URL(target);
  const call = request({
    host: detail ?? url.hostname,
    port: url.port || 80,
    path: url.pathname,
    headers: { host: url.host },
    timeout: TIMEOUT,
    agent: false,
  });
  call.on('response', (answer) => {
    answer.resume();
    if (answer.statusCode < 500 && answer.statusCode !== 404) noteAnswer();
  });
  call.on('timeout', () => call.destroy());
  call.on('error', () => undefined);
  call.end();
}

const socket = kind === 'dns' ? createSocket('udp4') : undefined;
socket?.on('message', (message) => {
  // The number of answers: a server that has lost its zone replies with none.
  if (message.readUInt16BE(6) > 0) noteAnswer();
});
socket?.on('error', () => undefined);

function askDns() {
  const labels = detail.split('.').map((label) => Buffer.from([label.length, ...Buffer.from(label)]));
  const head = Buffer.from([0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
  socket.send(Buffer.concat([head, ...labels, Buffer.from([0, 0, 1, 0, 1])]), 53, target, () => undefined);
}

setInterval(kind === 'dns' ? askDns : askHttp, INTERVAL);
process.on('SIGTERM', () => {
  countPause(performance.now() - last);
  process.stdout.write(
    `${JSON.stringify({ longest: Math.round(longest), outage: Math.round(outage), answers })}\n`,
  );
  process.exit(0);
});
