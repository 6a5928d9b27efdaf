import 'server-only';
import { createSecureContext } from 'node:tls';
import { findVariable, type Reading } from './environment';
import type { WebConfig } from './web-config';

/** Certificate and key, tried as the server will use them: a mistake shows at the start and not at the first visitor. */
export function readTls({ env, mistakes, readFile }: Reading): WebConfig['tls'] {
  const certFile = findVariable(env, 'TLS_CERT_FILE');
  const keyFile = findVariable(env, 'TLS_KEY_FILE');
  if (certFile === null && keyFile === null) return null;
  const complain = (where: string, problem: string, mend: string) => void mistakes.push({ where, problem, mend });
  const take = (where: string, path: string | null): string | null => {
    if (path === null) complain(where, 'is missing', 'Both or neither are needed.');
    const text = path === null ? null : tryRead(path, readFile);
    if (path !== null && text === null)
      complain(where, `cannot read ${path}`, 'Name a PEM file that this user may read.');
    return text;
  };
  const cert = take('TLS_CERT_FILE', certFile);
  const key = take('TLS_KEY_FILE', keyFile);
  if (certFile === null || keyFile === null || cert === null || key === null) return null;
  if (!fits({ cert })) complain('TLS_CERT_FILE', 'holds no certificate', 'Name the PEM file of the certificate chain.');
  else if (!fits({ key })) complain('TLS_KEY_FILE', 'holds no key', 'Name the PEM file of a key without passphrase.');
  else if (!fits({ cert, key }))
    complain('TLS_KEY_FILE', 'is not the key of the certificate', 'Name the two files of one pair.');
  return { certFile, keyFile };
}

/** Whether OpenSSL takes them. Its words are not repeated: they may speak of the key. */
export function fits(pair: { cert?: string; key?: string }): boolean {
  // Empty ones would be passed over, not refused.
  if (Object.values(pair).includes('')) return false;
  try {
    createSecureContext({ ...pair, minVersion: 'TLSv1.2' });
    return true;
  } catch {
    return false;
  }
}

function tryRead(path: string, readFile: Reading['readFile']): string | null {
  try {
    return readFile(path);
  } catch {
    return null;
  }
}
