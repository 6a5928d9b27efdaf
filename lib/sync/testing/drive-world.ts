import 'server-only';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RemoveRegionsFromReplicationCommand,
  ReplicateSecretToRegionsCommand,
  RestoreSecretCommand,
  RotateSecretCommand,
  StopReplicationToReplicaCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-secrets-manager';
import type { Scope } from '@/lib/domain/scope';
import { adminClient } from '@/lib/services/testing/admin-client';

export interface WorldDriver {
  create(name: string): Promise<string>;
  /** Without a way back, so that the name is free at once. */
  destroy(id: string): Promise<void>;
  schedule(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  put(id: string, value: string): Promise<void>;
  tag(id: string, key: string, value: string): Promise<void>;
  untag(id: string, key: string): Promise<void>;
  read(id: string): Promise<void>;
  rotate(id: string): Promise<void>;
  /** `overwrite`: also where another secret of that name is in the region. */
  replicate(id: string, region: string, overwrite?: boolean): Promise<void>;
  unreplicate(id: string, region: string): Promise<void>;
  /** Asked where the replica is: it becomes a secret of its own. */
  promote(id: string): Promise<void>;
}

/** What people do in AWS past Keyledger, as short verbs over the real SDK. */
export function driveWorld(endpoint: string, scope: Scope): WorldDriver {
  const client = adminClient(endpoint, scope);
  return {
    async create(Name) {
      const { ARN } = await client.send(new CreateSecretCommand({ Name, SecretString: 'CANARY-driven' }));
      return ARN ?? '';
    },
    destroy: async (SecretId) =>
      void (await client.send(new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true }))),
    schedule: async (SecretId) => void (await client.send(new DeleteSecretCommand({ SecretId }))),
    restore: async (SecretId) => void (await client.send(new RestoreSecretCommand({ SecretId }))),
    put: async (SecretId, SecretString) =>
      void (await client.send(new PutSecretValueCommand({ SecretId, SecretString }))),
    tag: async (SecretId, Key, Value) =>
      void (await client.send(new TagResourceCommand({ SecretId, Tags: [{ Key, Value }] }))),
    untag: async (SecretId, Key) => void (await client.send(new UntagResourceCommand({ SecretId, TagKeys: [Key] }))),
    read: async (SecretId) => void (await client.send(new GetSecretValueCommand({ SecretId }))),
    rotate: async (SecretId) => void (await client.send(new RotateSecretCommand({ SecretId }))),
    async replicate(SecretId, Region, ForceOverwriteReplicaSecret = false) {
      const AddReplicaRegions = [{ Region }];
      const input = { SecretId, AddReplicaRegions, ForceOverwriteReplicaSecret };
      await client.send(new ReplicateSecretToRegionsCommand(input));
    },
    async unreplicate(SecretId, region) {
      await client.send(new RemoveRegionsFromReplicationCommand({ SecretId, RemoveReplicaRegions: [region] }));
    },
    promote: async (SecretId) => void (await client.send(new StopReplicationToReplicaCommand({ SecretId }))),
  };
}
