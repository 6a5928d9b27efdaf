import type { JsonService } from '@/lib/local-aws/json-service';
import { describeKey, getKeyRotationStatus, listAliases } from './key-operations';

/** What is looked up of keys; Decrypt and GenerateDataKey happen behind Secrets Manager's calls alone (secretsmanager/use-key). */
export const kms: JsonService = {
  service: 'kms',
  targetPrefixes: ['TrentService'],
  operations: new Map([describeKey, getKeyRotationStatus, listAliases].map((operation) => [operation.name, operation])),
};
