import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { AGENT } from './hostile-secrets';
import { BIDI, BREAKOUT, HOSTILE, LONG, MARKUP } from './words';

const found = z.looseObject({ Events: z.array(z.looseObject({ CloudTrailEvent: z.string() })) });
const record = z.looseObject({ userAgent: z.string(), errorCode: z.string().optional() });

/** Fields that AWS writes, as somebody would write them who could: who, from where, what it was about, what went wrong. */
function toHostile(text: string): string {
  const said = record.parse(JSON.parse(text));
  if (!said.userAgent.startsWith('agent ')) return text;
  const session = `session${BREAKOUT}`;
  return JSON.stringify({
    ...said,
    userAgent: `${AGENT}${HOSTILE}`,
    awsRegion: MARKUP,
    sourceIPAddress: `${MARKUP}${BIDI}`,
    errorCode: said.errorCode && `${said.errorCode}${MARKUP}`,
    errorMessage: said.errorCode && HOSTILE,
    userIdentity: {
      type: 'AssumedRole',
      principalId: `AROAEXAMPLE:${session}`,
      arn: `arn:aws:sts::111122223333:assumed-role/role${MARKUP}${BIDI}/${session}`,
      accountId: '111122223333',
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: 'AROAEXAMPLE',
          arn: `arn:aws:iam::111122223333:role/role${MARKUP}${BIDI}`,
          accountId: '111122223333',
          userName: `role${MARKUP}${BIDI}${LONG}`,
        },
        sourceIdentity: `${MARKUP}${BIDI}`,
      },
    },
  });
}

function toHostilePage(body: Buffer): Buffer {
  if (!body.includes('CloudTrailEvent')) return body;
  const page = found.parse(JSON.parse(body.toString()));
  const Events = page.Events.map((event) => ({ ...event, CloudTrailEvent: toHostile(event.CloudTrailEvent) }));
  return Buffer.from(JSON.stringify({ ...page, Events }));
}

/** Stands before an endpoint of AWS and hands everything on; only what LookupEvents answers about our calls is told otherwise. */
export async function startHostileTrail(awsUrl: string): Promise<{ url: string; stop(): Promise<void> }> {
  const { hostname, port } = new URL(awsUrl);
  const relay = async (asked: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(asked);
    const { method, url: path, headers } = asked;
    const sent = request({ hostname, port, method, path, headers, agent: false }).end(body);
    const [answer] = await once(sent, 'response');
    const said = toHostilePage(await buffer(answer));
    const kept = Object.entries(answer.headers).filter(
      ([name]) => !['content-length', 'transfer-encoding', 'connection'].includes(name),
    );
    response.writeHead(answer.statusCode, { ...Object.fromEntries(kept), 'content-length': said.length }).end(said);
  };
  const server = createServer((asked, response) => void relay(asked, response).catch(() => response.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
