import type { Party } from '../../shared/api/names';

export type Share = 'supplier' | 'carrier' | 'buyer';

/** Who shares; nobody when one party answers alone. */
export function sharing(party: Party): Share[] {
  return party === 'supplier_carrier' ? ['supplier', 'carrier'] : party === 'carrier_buyer' ? ['carrier', 'buyer'] : [];
}

export function equalShares(party: Party): Partial<Record<Share, number>> {
  return Object.fromEntries(sharing(party).map((one) => [one, 50]));
}

/** What keeps a decision from being sent; the server checks the same. */
export function decisionFault(
  party: Party | null,
  shares: Partial<Record<Share, number>>,
  differs: boolean,
  reason: string,
): 'party' | 'shares' | 'reason' | null {
  if (party === null) {
    return 'party';
  }
  const sharers = sharing(party);
  const parts = sharers.map((one) => shares[one] ?? 0);
  if (sharers.length > 0 && (parts.reduce((sum, part) => sum + part, 0) !== 100 || parts.some((part) => part < 0))) {
    return 'shares';
  }
  return differs && reason.trim() === '' ? 'reason' : null;
}
