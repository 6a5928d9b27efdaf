import { share } from './hash';
import { flatten, keepOne } from './keep-one';

const short: Record<string, string> = { prod: 'prd', staging: 'stg', dev: 'dev' };

type Named = { environment: string; service: string; leaf: string };
type Style = (named: Named) => string;

const path: Style = ({ environment, service, leaf }) => `${environment}/${service}/${leaf}`;
const serviceFirst: Style = ({ environment, service, leaf }) => `${service}/${environment}/${leaf}`;
const dashed: Style = ({ environment, service, leaf }) => `${service}-${leaf}-${short[environment] ?? environment}`;

/** A team writes all its names in one way; most have agreed on paths. */
const styleOf = keepOne((service: string): Style => {
  const roll = share(`style ${service}`);
  if (roll < 0.8) return path;
  return roll < 0.9 ? serviceFirst : dashed;
});

const toCamelCase = (text: string) => text.replaceAll(/[-/](\w)/g, (_whole, letter: string) => letter.toUpperCase());

/** The name of a secret by rule; a few are from before the rule and say no environment. */
export function nameFiller(named: Named, key: string, account: string): string {
  const roll = share(`plain ${key}`);
  const { service, leaf } = named;
  if (roll < 0.03) return flatten(`${service}-${leaf}-${account.slice(0, 3)}`);
  if (roll < 0.045) return flatten(toCamelCase(`${service}-${leaf}`));
  return flatten(styleOf(service)(named));
}
