import { AwsError } from '@/lib/local-aws/wire/aws-error';

type Factor = { SerialNumber?: string | undefined; TokenCode?: string | undefined };

/** No user here owns a second factor, so any that is shown belongs to somebody else. */
export function refuseMfa({ SerialNumber, TokenCode }: Factor): void {
  if (SerialNumber === undefined && TokenCode === undefined) return;
  throw new AwsError(
    'AccessDenied',
    'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    { status: 403 },
  );
}
