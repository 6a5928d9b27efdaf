import 'server-only';

/** The `CloudTrailEvent` text of LookupEvents, parsed; as it came where it is no JSON, so that it can be quarantined. */
export function toRecord(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return text ?? '';
  }
}
