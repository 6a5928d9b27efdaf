import { describe, expect, it } from 'vitest';
import { readIpAddress, readIpNetwork, toNetworks } from '@/lib/domain/ip-address';
import { isOwnedNetwork, mayConnectTo } from './judge-address';

const may = (address: string, allowPrivate: string[] = [], allowLoopback = false): boolean =>
  mayConnectTo(address, { allowPrivate: toNetworks(allowPrivate), allowLoopback });

describe('an address', () => {
  it.each([
    '1.1.1.1',
    '93.184.215.14',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.0.1',
    '172.32.0.1',
    '192.0.1.1',
    '198.17.255.255',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00:1450:4001:82a::200e',
    '::ffff:1.1.1.1',
    '64:ff9b::101:101',
  ])('%s is public', (address) => {
    expect(may(address)).toBe(true);
  });

  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '100.100.100.200',
    '127.0.0.1',
    '127.255.255.254',
    '168.63.129.16',
    '169.254.169.254',
    '169.254.170.2',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '239.255.255.255',
    '240.0.0.1',
    '255.255.255.255',
  ])('%s is not', (address) => {
    expect(may(address)).toBe(false);
    const bytes = address.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'));
    const groups = `${bytes[0]}${bytes[1]}:${bytes[2]}${bytes[3]}`;
    // Nor in any dress.
    for (const dressed of [
      `::ffff:${address}`,
      `::ffff:${groups}`,
      `64:ff9b::${address}`,
      `2002:${groups}::1`,
      `::${address}`,
    ])
      expect([dressed, may(dressed)]).toEqual([dressed, false]);
  });

  it.each([
    '::',
    '::1',
    'fc00::1',
    'fdff::1',
    'fd00:ec2::254',
    'fd20:ce::254',
    'fe80::1',
    'fe80::1%eth0',
    'fec0::1',
    'ff02::1',
    '100::1',
    '64:ff9b:1::1',
    '2001::1',
    '2001:db8::1',
    '2002::1',
    '3fff::1',
    '4000::1',
    '5f00::1',
  ])('%s is not', (address) => {
    expect(may(address)).toBe(false);
  });

  it.each([
    '',
    'localhost',
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '256.1.1.1',
    '1.2.3.4 ',
    '0x1.1.1.1',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7::8',
    '12345::',
    'g::',
    '::1.2.3.400',
  ])('%j is none', (text) => {
    expect(readIpAddress(text)).toBeNull();
    expect(may(text, ['10.0.0.0/8'], true)).toBe(false);
  });
});

describe('what is allowed', () => {
  it('is a private network by name and nothing beside it, and never where a cloud tells who one is', () => {
    const allowed = ['10.1.0.0/16', 'fd00::/8', '100.64.0.0/10'];
    const asked = [
      '10.1.255.255',
      '10.2.0.0',
      'fd12::1',
      'fd00:ec2::254',
      'fd20:ce::254',
      '100.100.100.200',
      '127.0.0.1',
      '::ffff:10.1.0.1',
    ];
    expect(asked.filter((address) => may(address, allowed))).toEqual(['10.1.255.255', 'fd12::1', '::ffff:10.1.0.1']);
  });

  it('is loopback where all of Keyledger is', () => {
    expect(['127.0.0.1', '::1', '169.254.169.254', '10.0.0.1'].filter((address) => may(address, [], true))).toEqual([
      '127.0.0.1',
      '::1',
    ]);
  });

  it.each([
    ['10.0.0.0/8', true],
    ['10.1.2.0/24', true],
    ['192.168.0.1/32', true],
    ['fd12:3456::/32', true],
    ['0.0.0.0/0', false],
    ['10.0.0.0/7', false],
    ['10.1.2.0/16', false],
    ['169.254.0.0/16', false],
    ['127.0.0.0/8', false],
    ['8.8.8.0/24', false],
    ['::/0', false],
    ['::ffff:10.0.0.0/104', false],
    ['10.0.0.0', false],
    ['10.0.0.0/33', false],
    ['10.0.0.0/08', false],
    ['10.0.0.0/8/8', false],
  ])('may be %s: %s', (text, owned) => {
    const network = readIpNetwork(text);
    expect(network !== null && isOwnedNetwork(network)).toBe(owned);
  });
});
