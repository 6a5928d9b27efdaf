import type { StoredObject } from '@/lib/local-aws/trail-files/stored-object';

/** Until when nobody may remove a version, and who may all the same (S3 user guide, "Locking objects with Object Lock"). */
export type ObjectLock = { mode: 'GOVERNANCE' | 'COMPLIANCE'; until: number };

/** A version of a made object; no body: a delete marker. */
export type ObjectVersion = {
  id: string;
  body?: Buffer;
  type: string;
  etag: string;
  lastModified: number;
  checksum?: string;
  /** `x-amz-meta-…` */
  metadata?: { readonly [name: string]: string };
  /** What a listing claims of it; absent: what it has. */
  size?: number;
  lock?: ObjectLock;
};

/** A bucket that a call made; the trail's is not one of these. Versions stand newest first. */
export type MadeBucket = {
  name: string;
  owner: string;
  region: string;
  /** Made with object lock, and so with versions. */
  locks: boolean;
  /** As stores do that speak S3's protocol and keep its locks otherwise: what they make of one that they said yes to. */
  bent?: { lock: 'dropped' } | { lock: 'lessened'; to: ObjectLock };
  objects: Map<string, ObjectVersion[]>;
};

export const isLocked = ({ lock }: ObjectVersion, now: number) => lock !== undefined && lock.until > now;

/** A version as listings show it; its hash is nobody's question. */
export const toStored = (
  key: string,
  version: ObjectVersion,
): Omit<StoredObject, 'contentHash'> & { size?: number } => {
  const { body = Buffer.alloc(0), etag, lastModified, metadata = {}, size } = version;
  return { key, body, etag, lastModified, metadata, ...(size !== undefined && { size }) };
};
