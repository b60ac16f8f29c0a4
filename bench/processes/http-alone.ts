import { hash } from 'node:crypto';
import { RegisterOrder } from '@atobarai/sdk/contract';
import { createCrypto } from '../../packages/server/src/platform/crypto.ts';
import { listen, type Listening } from '../../packages/server/src/platform/http-server.ts';
import { answerParent } from '../child.ts';

// What is left of a server when it decides nothing and keeps nothing: it reads the order, holds it against
// the contract, hashes it twice and answers. No server in this language can be faster on this machine.
// With `secrets` it also seals the buyer and makes the keyed hashes that a buyer is found by (domain.md 4.7:
// two by the reading and two by the name, phone, address, payer, goods), as any server must that keeps the spec.
const crypto = createCrypto({ masterKeys: [new Uint8Array(32)] });
const hashesPerOrder = 8;
let listening: Listening | undefined;

function secretsOf({ buyer }: RegisterOrder): string {
  const text = `${buyer.nameKana}\n${buyer.phone}`;
  const hashes = Array.from({ length: hashesPerOrder }, (_, index) => crypto.blindIndex(`purpose ${index}`, text));
  return hashes.join(' ') + crypto.seal(JSON.stringify(buyer)).length;
}

function answerer(secrets: boolean) {
  return async (request: Request): Promise<Response> => {
    const text = await request.text();
    const { success, data } = RegisterOrder.safeParse(JSON.parse(text));
    const hidden = secrets && data ? secretsOf(data) : '';
    return Response.json(
      { success, hidden, body: hash('sha256', text, 'hex'), buyer: hash('sha256', `buyer ${text}`, 'hex') },
      { status: 201 },
    );
  };
}

answerParent(
  {
    async open({ secrets }: { secrets: boolean }) {
      listening = await listen({ fetch: answerer(secrets), host: '127.0.0.1', port: 0 });
      return { port: listening.port };
    },
  },
  async () => listening?.close(),
);
