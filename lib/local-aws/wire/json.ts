/** JSON as it goes over the wire; members that are `undefined` are left out, as AWS leaves out members without a value. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json | undefined };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Epoch seconds with milliseconds as fraction: the `unixTimestamp` format of JSON 1.1 (smithy timestampFormat). */
export function toEpochSeconds(milliseconds: number): number;
export function toEpochSeconds(milliseconds: number | undefined): number | undefined;
export function toEpochSeconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : milliseconds / 1000;
}
