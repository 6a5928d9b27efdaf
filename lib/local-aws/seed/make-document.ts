import { pick } from './hash';

/** A field's name → a text that holds the mark of that field. */
type Mark = (field: string) => string;
type Fields = Record<string, string>;

/** Armour around a made-up body: it has a certificate's or a key's form and is neither. */
export const armour = (label: string, body: string) => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;

const slug = (name: string) => name.replaceAll(/[^a-z0-9]+/gi, '_').toLowerCase();

const database = (name: string, mark: Mark): Fields => ({
  engine: `postgres ${mark('engine')}`,
  host: `${slug(name)}.${mark('host')}.internal`,
  username: `${slug(name)}_${mark('username')}`,
  password: mark('password'),
  dbname: `${slug(name)}_${mark('dbname')}`,
});

const oauth = (_name: string, mark: Mark): Fields => ({
  client_id: `app-${mark('client_id')}`,
  client_secret: mark('client_secret'),
  token_url: `https://login.example.com/oauth2/token?hint=${mark('token_url')}`,
  refresh_token: `1//${mark('refresh_token')}`,
  scope: `openid offline_access ${mark('scope')}`,
});

const tls = (_name: string, mark: Mark): Fields => ({
  certificate: armour('CERTIFICATE', mark('certificate')),
  private_key: armour('PRIVATE KEY', mark('private_key')),
  chain: armour('CERTIFICATE', mark('chain')),
});

const webhook = (_name: string, mark: Mark): Fields => ({
  url: `https://hooks.example.com/in/${mark('url')}`,
  signing_secret: `whsec_${mark('signing_secret')}`,
  previous_signing_secret: `whsec_${mark('previous_signing_secret')}`,
});

const serviceAccount = (name: string, mark: Mark): Fields => ({
  type: `service_account ${mark('type')}`,
  project_id: `analytics-${mark('project_id')}`,
  private_key_id: mark('private_key_id'),
  private_key: armour('PRIVATE KEY', mark('private_key')),
  client_email: `${slug(name)}@${mark('client_email')}.example.com`,
});

/** What its name makes one expect: a database's credentials, a client's, a mail account, else an API key. */
function byName(name: string, mark: Mark, key: string): Fields {
  if (/db|cluster|postgres|redis|snowflake/.test(name)) return database(name, mark);
  if (/oauth|client|github/.test(name))
    return { client_id: `app-${mark('client_id')}`, client_secret: mark('client_secret') };
  if (/smtp/.test(name))
    return { host: `smtp.${mark('host')}.example.com`, username: mark('username'), password: mark('password') };
  return { key_id: mark('key_id'), api_key: `${pick(key, ['sk_live_', 'key-', 'tok_'])}${mark('api_key')}` };
}

/** JSON values by kind; every field holds a mark of its own (SEED.md, Values). */
export const documents = { json: byName, oauth, tls, webhook, serviceAccount };
