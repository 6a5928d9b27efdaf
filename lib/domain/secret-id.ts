import { hash } from 'node:crypto';

/** An opaque, stable id for URLs: 128 bits of SHA-256, base64url, 22 characters. */
const toOpaqueId = (name: string): string => hash('sha256', name, 'buffer').subarray(0, 16).toString('base64url');

/** The id of a secret in URLs, from its ARN. */
export const toSecretId = (arn: string): string => toOpaqueId(arn);

/** The id of a principal in URLs, from `Principal.id`. */
export const toPrincipalKey = (principalId: string): string => toOpaqueId(`principal ${principalId}`);
