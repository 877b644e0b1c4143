import type { Socket } from 'node:net';

/** Calls back with each message of a TCP connection. A message follows its length. */
export function onMessages(socket: Socket, heard: (message: Buffer) => void): void {
  let received = Buffer.alloc(0);
  socket.on('data', (data: Buffer) => {
    received = Buffer.concat([received, data]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
      const end = 2 + received.readUInt16BE(0);
      heard(received.subarray(2, end));
      received = received.subarray(end);
    }
  });
}

/** Puts the length in front of a message. */
export function frame(message: Buffer): Buffer {
  return Buffer.concat([Buffer.from([message.length >> 8, message.length & 0xff]), message]);
}
