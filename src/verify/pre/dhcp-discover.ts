/** An address that a DHCP server offers. */
export interface DhcpOffer {
  readonly address: string;
  readonly server: string;
}

/**
 * Broadcasts three DHCPDISCOVER messages with different client addresses and prints each offer. It requests no lease.
 * perl-base is part of Debian, Ubuntu and Raspberry Pi OS.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2131
 */
export const DHCP_DISCOVER = String.raw`
use strict; use Socket;
socket(my $s, PF_INET, SOCK_DGRAM, 17) or die "socket: $!\n";
setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1);
setsockopt($s, SOL_SOCKET, SO_BROADCAST, 1) or die "broadcast: $!\n";
setsockopt($s, SOL_SOCKET, 25, "$ARGV[0]\0") or die "interface: $!\n";
bind($s, sockaddr_in(68, INADDR_ANY)) or die "port 68: $!\n";
for my $n (1 .. 3) {
  my $options = pack("C4", 99, 130, 83, 99) . pack("C3", 53, 1, 1) . pack("C4", 55, 2, 1, 3) . pack("C", 255);
  my $message = pack("C4 N n2 N4", 1, 1, 6, 0, 0x6e650000 + $n, 0, 0x8000, 0, 0, 0, 0)
    . pack("C6 x10 x64 x128", 2, 0x6e, 0x65, 0x74, 0, $n) . $options;
  send($s, $message, 0, sockaddr_in(67, INADDR_BROADCAST)) or die "send: $!\n";
}
my $end = time + 4;
while ((my $left = $end - time) > 0) {
  my $read = ""; vec($read, fileno($s), 1) = 1;
  last unless select($read, undef, undef, $left);
  my $from = recv($s, my $answer, 1500, 0);
  next unless length($answer) > 240 && (unpack("N", substr($answer, 4, 4)) & 0xffff0000) == 0x6e650000;
  my (undef, $ip) = sockaddr_in($from);
  print inet_ntoa(substr($answer, 16, 4)), " ", inet_ntoa($ip), "\n";
}`;

export function parseOffers(text: string): readonly DhcpOffer[] {
  const lines = [...new Set(text.split('\n').filter((line) => line !== ''))].sort();
  return lines.map((line) => {
    const [address = '', server = ''] = line.split(' ');
    return { address, server };
  });
}
