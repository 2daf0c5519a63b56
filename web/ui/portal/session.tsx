import type { PortalSession } from '../shared/api/names';
import { makeDoor } from '../shared/session';

export const { client, DoorProvider, useDoor } = makeDoor<PortalSession>('/api/v1/portal');
