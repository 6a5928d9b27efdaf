import 'server-only';

/** The payload of a JWT, whatever signed it: who calls this has it checked. Throws where it holds no claims. */
export function readClaims(jwt: string): Record<string, unknown> {
  const payload: unknown = JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString('utf8'));
  if (typeof payload !== 'object' || payload === null) throw new Error('The token holds no claims.');
  return { ...payload };
}
