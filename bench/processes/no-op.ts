import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerParent } from '../child.ts';

// Reads every request to its end and answers each the same.
let answer = Buffer.from('{}');
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(201, { 'content-type': 'application/json', 'content-length': answer.length, 'x-request-id': 'req_1' });
    response.end(answer);
  });
});

answerParent(
  {
    async open({ body }: { body: unknown }) {
      answer = Buffer.from(JSON.stringify(body));
      await once(server.listen(0, '127.0.0.1'), 'listening');
      return { port: (server.address() as AddressInfo).port };
    },
  },
  async () => {
    server.closeAllConnections();
    server.close();
  },
);
