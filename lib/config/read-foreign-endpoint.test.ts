import { describe, expect, it } from 'vitest';
import type { Env } from './environment';
import { readDemoSettings } from './read-demo-settings';

const good = {
  AWS_ENDPOINT_URL: 'http://127.0.0.1:5000/',
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
};

const read = (change: Env = {}) => readDemoSettings({ ...good, ...change });
const mistaken = (change: Env): string[] => read(change).mistakes.map(({ where }) => where);

describe('the demo over an endpoint of one’s own', () => {
  it('takes it with the credentials and the region of the environment', () => {
    expect(read()).toMatchObject({
      mistakes: [],
      settings: { foreignEndpoint: { url: 'http://127.0.0.1:5000', region: 'eu-west-1' } },
    });
  });

  it('takes a profile, and the CLI’s word for the region', () => {
    const keys = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
    expect(mistaken({ ...keys, AWS_PROFILE: 'local' })).toEqual([]);
    const { settings } = read({ AWS_REGION: undefined, AWS_DEFAULT_REGION: 'us-east-1' });
    expect(settings.foreignEndpoint?.region).toBe('us-east-1');
  });

  it.each([
    'https://secretsmanager.eu-west-1.amazonaws.com',
    'https://aws.example.com',
    'https://127.0.0.1.example.com',
  ])('refuses %s: anybody may act in it', (url) => {
    expect(read({ AWS_ENDPOINT_URL: url }).mistakes).toMatchObject([
      { where: 'AWS_ENDPOINT_URL', mend: expect.stringContaining('npm start') },
    ]);
  });

  it('refuses to send some of the calls elsewhere', () => {
    expect(mistaken({ AWS_ENDPOINT_URL_CLOUDTRAIL: 'https://cloudtrail.eu-west-1.amazonaws.com' })).toEqual([
      'AWS_ENDPOINT_URL_CLOUDTRAIL',
    ]);
  });

  it.each(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION'])('names %s where it is missing', (name) => {
    expect(mistaken({ [name]: undefined })).toEqual([name]);
  });

  it('is none where no endpoint is named, whatever else is', () => {
    const { settings, mistakes } = readDemoSettings({ AWS_REGION: 'eu-west-1' });
    expect({ endpoint: settings.foreignEndpoint, mistakes }).toEqual({ endpoint: null, mistakes: [] });
  });
});
