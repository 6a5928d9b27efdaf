import 'server-only';
import { loadConfig } from '@/lib/config/load-config';
import { toMistakeLine } from '@/lib/config/mistake';

/** As little as a configuration file may say. */
export const BASE = {
  accounts: [{ id: '111122223333', name: 'main', regions: ['eu-west-1'] }],
  signIn: {
    providers: [
      { id: 'corp', name: 'Corp', issuer: 'https://login.example.com', clientId: 'c', clientSecretEnv: 'SECRET' },
    ],
  },
  grants: [{ who: { anyone: true }, may: ['inventory.read'] }],
};

/** A file with this one section beside the least that it must say; undefined: without it. */
export const loadSection = (name: string, section?: object) =>
  loadConfig({ AWS_REGION: 'eu-west-1', SECRET: 'client' }, (path) =>
    path === 'keyledger.yaml' ? JSON.stringify({ ...BASE, ...(section && { [name]: section }) }) : null,
  );

/** Its mistakes, a line each. */
export function mistakesOf(name: string, section: object): string {
  const loaded = loadSection(name, section);
  return loaded.ok ? '' : loaded.mistakes.map(toMistakeLine).join('\n');
}
