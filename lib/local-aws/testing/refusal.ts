export type Refusal = { code: string; message: string; status: number | undefined };

/** What a call is refused with; a call that is answered fails the test. */
export async function refusal(call: Promise<unknown>): Promise<Refusal> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
    const status =
      typeof metadata === 'object' &&
      metadata !== null &&
      'httpStatusCode' in metadata &&
      typeof metadata.httpStatusCode === 'number'
        ? metadata.httpStatusCode
        : undefined;
    return { code: error.name, message: error.message, status };
  }
  throw new Error('the call was answered, and should have been refused');
}
