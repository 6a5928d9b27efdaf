import { athena } from '@/lib/local-aws/athena/service';
import { cloudTrail } from '@/lib/local-aws/cloudtrail/service';
import type { JsonService } from '@/lib/local-aws/json-service';
import { kms } from '@/lib/local-aws/kms/service';
import { logs } from '@/lib/local-aws/logs/service';
import { organizations } from '@/lib/local-aws/organizations/service';
import { secretsManager } from '@/lib/local-aws/secretsmanager/service';

/** Every service that is spoken in JSON 1.1. */
export const jsonServices: readonly JsonService[] = [secretsManager, cloudTrail, organizations, kms, logs, athena];
