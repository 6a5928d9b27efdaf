import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Provider } from 'oidc-provider';

export interface CertifiedProvider {
  issuer: string;
  stop(): Promise<void>;
}

interface Options {
  /** Where it may send people back to. */
  redirectUris: string[];
  /** And after signing out there. */
  postLogoutRedirectUris?: string[];
  /** Where it tells, without a browser, that somebody signed out there. */
  backChannelLogoutUri?: string;
  /** Claims by the name that is typed in on its page. */
  people: Record<string, Record<string, unknown>>;
  /** Off, as in the standard: in the code flow only userinfo tells name, e-mail and groups (Core §5.4). */
  claimsInToken?: boolean;
  /** Told with the scope `groups`, beside them. */
  furtherClaims?: string[];
  port?: number;
}

/** A provider that passed the OpenID Foundation's certification, with a page of its own to sign in on. */
export async function startCertifiedProvider(options: Options): Promise<CertifiedProvider> {
  const late: { handle: (request: IncomingMessage, response: ServerResponse) => void } = { handle: () => {} };
  const server = createServer((request, response) => late.handle(request, response));
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const provider = createProvider(issuer, options);
  const answer = provider.callback();

  const showPage = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') {
      response.setHeader('content-type', 'text/html').end(PAGE);
      return;
    }
    const accountId = new URLSearchParams(await text(request)).get('login') ?? '';
    await provider.interactionFinished(request, response, { login: { accountId } });
  };
  late.handle = (request, response) => {
    if (request.url?.startsWith('/interaction/')) void showPage(request, response);
    else void answer(request, response);
  };
  return {
    issuer,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const PAGE = `<!doctype html><link rel="icon" href="data:,"><title>Provider</title><form method="post">
<label>Login <input name="login"></label> <button>Go on</button></form>`;

const toLogoutPage = (form: string): string => `<!doctype html><link rel="icon" href="data:,"><title>Provider</title>
${form} <button type="submit" form="op.logoutForm" name="logout" value="yes">Yes, sign me out</button>`;

function createProvider(issuer: string, options: Options): Provider {
  const { redirectUris, postLogoutRedirectUris = [], people, claimsInToken = false, furtherClaims = [] } = options;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return new Provider(issuer, {
    clients: [
      {
        client_id: 'client',
        client_secret: 'only-for-tests',
        redirect_uris: redirectUris,
        post_logout_redirect_uris: postLogoutRedirectUris,
        ...(options.backChannelLogoutUri && {
          backchannel_logout_uri: options.backChannelLogoutUri,
          backchannel_logout_session_required: true,
        }),
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['only-for-tests'] },
    pkce: { required: () => true },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 60, IdToken: 60 },
    conformIdTokenClaims: !claimsInToken,
    claims: {
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
      groups: ['groups', ...furtherClaims],
    },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      // Its own page asks the internet for a font.
      rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => void (ctx.body = toLogoutPage(form)) },
    },
    // By itself it tells nothing to an address of this machine, where we are.
    fetch: (url, { method, headers, body, signal } = {}) => fetch(url, { method, headers, body, signal }),
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    // A company's provider does not ask its people whether its own application may know them.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId });
      grant.addOIDCScope('openid profile email groups');
      await grant.save();
      return grant;
    },
  });
}
