import type { PortalOrder } from '../shared/api/names';

/** Why an order has no film: it was not packed yet, as far as its dates tell, or it went out without one. */
export function noFilm(
  order: Pick<PortalOrder, 'status' | 'ready_at' | 'handed_over_at' | 'delivered_at'>,
): 'notYet' | 'none' {
  const leftUs = order.ready_at ?? order.handed_over_at ?? order.delivered_at;
  return order.status === 'open' && leftUs === null ? 'notYet' : 'none';
}
