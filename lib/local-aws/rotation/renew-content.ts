import { randomBytes } from 'node:crypto';
import type { Content } from '@/lib/local-aws/world/secret';

/** Every made-up value carries this mark, so that a leak can be searched for. */
export const canaryPattern = /CANARY-[A-Za-z0-9]+/g;

export const newCanary = () => `CANARY-${randomBytes(9).toString('hex')}`;

function renewText(text: string): string {
  const renewed = text.replaceAll(canaryPattern, newCanary);
  return renewed === text ? newCanary() : renewed;
}

/** What a rotation function makes of the current value: the same form, every mark a new one. */
export function renewContent(content: Content | undefined): Content {
  if (content === undefined) return { SecretString: newCanary() };
  if ('SecretString' in content) return { SecretString: renewText(content.SecretString) };
  const bytes = Buffer.from(content.SecretBinary, 'base64').toString('latin1');
  return { SecretBinary: Buffer.from(renewText(bytes), 'latin1').toString('base64') };
}
