import { expect, test } from 'vitest';
import { toClient } from './client';

test.each([
  ['aws-cli/2.15.0 Python/3.11 exe/x86_64', 'aws-cli'],
  ['Boto3/1.34.0 md/Botocore#1.34.0', 'boto3'],
  ['APN/1.0 HashiCorp/1.0 Terraform/1.9 terraform-provider-aws/5 aws-sdk-go-v2/1', 'terraform'],
  ['aws-sdk-go-v2/1.30 external-secrets', 'external-secrets'],
  ['aws-sdk-java/2.20.0 Linux', 'aws-sdk'],
  ['aws-sdk-js/3.1000.0 exec-env/AWS_Lambda_nodejs24.x', 'aws-sdk'],
  ['Mozilla/5.0 (Macintosh) AppleWebKit/537.36', 'console'],
  ['aws-cli/2 exec-env/CloudShell', 'cloudshell'],
  ['AwsSecretCache/1.1.1', 'secrets-cache'],
  ['keyledger/0.1 aws-sdk-js/3', 'keyledger'],
  ['rds.amazonaws.com', 'rds.amazonaws.com'],
  ['curl/8.5', null],
  ['', null],
  ['x'.repeat(100_000), null],
])('%.60s: %s', (userAgent, client) => expect(toClient(userAgent, false)).toBe(client));

test('a console credential is the console, unless a shell or a command line has it', () => {
  expect(toClient('aws-sdk-java/2', true)).toBe('console');
  expect(toClient(null, true)).toBe('console');
  expect(toClient('aws-cli/2.15.0 Python/3.11 exe/x86_64', true)).toBe('aws-cli');
  expect(toClient('aws-cli/2 exec-env/CloudShell', true)).toBe('cloudshell');
  expect(toClient(null, false)).toBeNull();
});
