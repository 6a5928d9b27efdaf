import type { ServerResponse } from 'node:http';

export type Answer = {
  status: number;
  type: string;
  body: string | Buffer;
  /** How long the body would be, where there is none because only the head was asked for. */
  length?: number;
  requestId?: string;
  headers?: Record<string, string>;
  /** Cut the connection in the middle of the body. */
  cut?: boolean;
};

export const jsonType = 'application/x-amz-json-1.1';

export function sendAnswer(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    'content-type': answer.type,
    'content-length': answer.length ?? Buffer.byteLength(answer.body),
    'cache-control': 'no-store',
    ...answer.headers,
    // S3 calls it otherwise than all the others.
    ...(answer.requestId === undefined
      ? {}
      : { 'x-amzn-requestid': answer.requestId, 'x-amz-request-id': answer.requestId }),
  });
  if (answer.cut !== true) return void response.end(answer.body);
  const bytes = Buffer.from(answer.body);
  response.write(bytes.subarray(0, bytes.length >> 1), () => response.destroy());
}

/** What a proxy on the way would say: no JSON, no AWS error (aws-facts §9, last row). */
export const gatewayPage =
  '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** What an XML gateway on the way would say. */
export const gatewayXml =
  '<?xml version="1.0" encoding="UTF-8"?><Error><Code>ServiceUnavailable</Code><Message>Please try again.</Message></Error>';
