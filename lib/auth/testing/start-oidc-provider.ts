import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

type Claims = Record<string, unknown>;

/** How an endpoint fails: with a status, a page of a proxy's, or an answer that begins and never ends. */
export type Trouble = 'error' | 'page' | 'stuck';

export interface OidcProvider {
  issuer: string;
  /** What the next ID token says besides what it must; may overwrite that. */
  claims: Claims;
  /** What userinfo answers; null: it is asked for nothing. */
  userinfo: Claims | null;
  /** The issuer that discovery names, where it lies. */
  discovered: string | null;
  /** Where discovery says that its session is ended. */
  endSession: string | null;
  /** Signs with a key that is not among its published ones. */
  forge: boolean;
  /** `alg` of the header; HS256 signs with the client's secret, `none` not at all. */
  algorithm: 'RS256' | 'HS256' | 'none';
  /** Endpoints that fail, by path. */
  troubles: Record<string, Trouble>;
  /** Paths that it was asked for, in order. */
  asked: string[];
  /** A JWT of exactly these claims, signed as it signs now. */
  toJwt(payload: Claims, header?: Claims): string;
  /** Signs with a new key from now on, and publishes that alone. */
  rotateKeys(): void;
  /** Answers an authorization request as the provider's page would: where the browser is sent back to. */
  authorize(url: string): URL;
  stop(): Promise<void>;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A provider that speaks OpenID Connect over real HTTP, strict about what it is given: PKCE, client secret, code once. */
export async function startOidcProvider(): Promise<OidcProvider> {
  const makeKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
  let [keys, kid] = [makeKeys(), 'k1'];
  const foreign = makeKeys();
  const codes = new Map<string, { challenge: string; nonce: string; redirectUri: string }>();

  const toJwt = (payload: Claims, header: Claims = {}): string => {
    const alg = provider.algorithm;
    const input = `${encode({ alg, ...(alg === 'RS256' && { kid }), ...header })}.${encode(payload)}`;
    const { privateKey } = provider.forge ? foreign : keys;
    const signatures = {
      RS256: () => sign('sha256', Buffer.from(input), privateKey).toString('base64url'),
      HS256: () => createHmac('sha256', 'only-for-tests').update(input).digest('base64url'),
      none: () => '',
    };
    return `${input}.${signatures[alg]()}`;
  };

  const toIdToken = (nonce: string): string => {
    const now = Math.floor(Date.now() / 1000);
    const must = { iss: provider.issuer, sub: 'u1', aud: 'client', iat: now, exp: now + 60, nonce };
    return toJwt({ ...must, ...provider.claims });
  };

  const exchange = async (request: IncomingMessage): Promise<[number, unknown]> => {
    const form = new URLSearchParams(await text(request));
    const asked = codes.get(form.get('code') ?? '');
    codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const basic = Buffer.from('client:only-for-tests').toString('base64');
    if (request.headers.authorization !== `Basic ${basic}`) return [401, { error: 'invalid_client' }];
    if (!asked || asked.challenge !== challenge || asked.redirectUri !== form.get('redirect_uri'))
      return [400, { error: 'invalid_grant' }];
    return [200, { access_token: 'at', token_type: 'Bearer', expires_in: 60, id_token: toIdToken(asked.nonce) }];
  };

  const answer = async (request: IncomingMessage): Promise<[number, unknown]> => {
    const { issuer } = provider;
    if (request.url === '/.well-known/openid-configuration') {
      const endpoints = {
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        ...(provider.endSession && { end_session_endpoint: provider.endSession }),
        ...(provider.userinfo && { userinfo_endpoint: `${issuer}/userinfo` }),
      };
      return [200, { issuer: provider.discovered ?? issuer, ...endpoints }];
    }
    if (request.url === '/jwks')
      return [200, { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }] }];
    if (request.url === '/token') return exchange(request);
    return request.url === '/userinfo' ? [200, provider.userinfo] : [404, {}];
  };

  const server = createServer((request, response) => {
    const respond = async (): Promise<void> => {
      provider.asked.push(request.url ?? '');
      const trouble = provider.troubles[request.url ?? ''];
      if (trouble === 'error') return void response.writeHead(503).end('{}');
      if (trouble === 'page') return void response.writeHead(200).end('<html>Bad gateway</html>');
      if (trouble === 'stuck') return void response.writeHead(200).write('{');
      const [status, body] = await answer(request);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    void respond();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const toPort = (address: AddressInfo | string | null): number =>
    typeof address === 'object' ? (address?.port ?? 0) : 0;

  const provider: OidcProvider = {
    issuer: `http://127.0.0.1:${toPort(server.address())}`,
    claims: {},
    userinfo: null,
    discovered: null,
    endSession: null,
    forge: false,
    algorithm: 'RS256',
    troubles: {},
    asked: [],
    toJwt,
    rotateKeys() {
      [keys, kid] = [makeKeys(), `${kid}+`];
    },
    authorize(url) {
      const asked = new URL(url).searchParams;
      const redirectUri = asked.get('redirect_uri') ?? '';
      const code = `code-${codes.size}-${Math.random()}`;
      codes.set(code, { challenge: asked.get('code_challenge') ?? '', nonce: asked.get('nonce') ?? '', redirectUri });
      const back = new URL(redirectUri);
      back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
      return back;
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return provider;
}
