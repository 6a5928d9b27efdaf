import 'server-only';
import type { ActRole } from '@/lib/domain/ports/aws';
import type { Permission } from '@/lib/domain/permission';

/** The acts on a secret, each with the role it is done in. */
export const ACT_OF = {
  'secret.reveal': 'reveal',
  'secret.rotate': 'rotate',
  'secret.recover': 'recover',
  'secret.diagnose': 'rotate',
  'logs.read': 'rotate',
} as const;
export type SecretAct = keyof typeof ACT_OF;

export const isSecretAct = (permission: Permission): permission is SecretAct => Object.hasOwn(ACT_OF, permission);

/** Nothing is configured to act with, so that the act is nobody's there. */
export const isRoleless = ({ roleArn, ownCredentials }: ActRole): boolean => roleArn === null && !ownCredentials;
