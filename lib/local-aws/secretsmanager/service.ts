import type { JsonService } from '@/lib/local-aws/json-service';
import { secretsManagerOperations } from './operations';

export const secretsManager: JsonService = {
  service: 'secretsmanager',
  targetPrefixes: ['secretsmanager'],
  operations: secretsManagerOperations,
};
