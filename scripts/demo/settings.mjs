// Settings of both services for a site on loopback. YAML takes JSON as it is; what each key means is told in
// config/capture.yaml and config/web.yaml.

import { top } from './places.mjs';

const written = '# Written by scripts/demo/site.mjs at each start. Changes here are lost.\n';

export function captureSettings({ plan, secrets, webUrl }) {
  const { ports, stations, capture = {} } = plan;
  const settings = {
    site: 'warehouse-1',
    data: `${plan.data}/capture`,
    pages: plan.pages ? `${plan.pages}/station` : undefined,
    http: { address: '127.0.0.1', port: ports.capture, threads: 64 },
    web: {
      url: plan.webUrlForCapture ?? webUrl,
      site_token: secrets.site,
      web_token: secrets.web,
      first_retry: '500ms',
      longest_retry: '5s',
    },
    sessions: { idle: '10m', debounce: '1s', pre_roll: '2s', post_roll: '2s', ...capture.sessions },
    recording: {
      segment_length: '60s',
      first_retry: '500ms',
      longest_retry: '2s',
      silence: '5s',
      free_space_floor: '500MB',
      ...capture.recording,
    },
    cameras: plan.cameras.map(({ id, spec, url }) => ({
      id,
      url: url ?? `rtsp://127.0.0.1:${ports.rtsp}/${spec.split(',')[0]}`,
    })),
    stations: stations.map((station) => ({
      id: station.id,
      name: station.name,
      key: secrets[`station:${station.id}`],
      cameras: station.cameras,
    })),
  };
  return written + JSON.stringify(settings, null, 2) + '\n';
}

const zone = {
  time_zone: 'Europe/London',
  time_zone_words: { ru: 'по лондонскому времени', en: 'London time' },
};

export function webSettings(site) {
  const { plan, secrets, webUrl, captureUrl } = site;
  const { ports, demonstration, web = {} } = plan;
  const settings = {
    data: `${plan.data}/web`,
    pages: plan.pages,
    templates: `${top}/config/templates`,
    cause_table: `${top}/config/rules/cause.dmn`,
    http: { address: '127.0.0.1', port: ports.web, threads: 64, public_url: webUrl },
    company: { name: 'Nordkontor Supply', email: 'help@nordkontor.example', phone: '+44 20 7946 0100', ...zone },
    sites: [
      {
        id: 'warehouse-1',
        token: secrets.site,
        capture_url: plan.captureUrlForWeb ?? captureUrl,
        capture_token: secrets.web,
      },
    ],
    machines: [{ name: 'wms', token: secrets.machine }],
    videos: { approval: 'auto', margin_before: '2s', margin_after: '2s', ...web.videos },
    mail: { from: 'claims@nordkontor.example', from_name: 'Nordkontor Supply' },
    orders: { utc_offset: '+00:00', handovers_recorded: true },
    demonstration: { on: true, ...demonstration, links: site.stationPages() },
  };
  return written + JSON.stringify(settings, null, 2) + '\n';
}
