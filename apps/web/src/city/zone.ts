import { formatDateTime, language } from '../i18n/index.ts';

/** The three zones of Indonesia; none of them ever changes its clocks. */
const zones = {
  WIB: { name: 'Asia/Jakarta', offset: '+07:00' },
  WITA: { name: 'Asia/Makassar', offset: '+08:00' },
  WIT: { name: 'Asia/Jayapura', offset: '+09:00' },
} as const;

export type Zone = keyof typeof zones;

const middleProvinces = ['51', '52', '53', '63', '64', '65', '71', '72', '73', '74', '75', '76'];
const firstEasternProvince = 81;

/** By the province that an area's code begins with. */
export function zoneOf(areaCode: string): Zone {
  const province = areaCode.slice(0, 2);
  if (Number(province) >= firstEasternProvince) return 'WIT';
  return middleProvinces.includes(province) ? 'WITA' : 'WIB';
}

export function zoneName(zone: Zone): string {
  return zones[zone].name;
}

/** The instant of a date and a time of day as forms give them; `undefined` where they are none. */
export function instantIn(zone: Zone, date: string, time: string): Date | undefined {
  const instant = new Date(`${date}T${time}:00${zones[zone].offset}`);
  return Number.isNaN(instant.getTime()) ? undefined : instant;
}

/** `21 Sep 2021, 14.05 WITA` */
export function formatInstant(at: Date | string, zone: Zone): string {
  return `${formatDateTime(at, zones[zone].name)} ${zone}`;
}

/** `21 Sep` on the zone’s calendar. Browsers know no Balinese months; Bali writes them as Indonesian does. */
export function formatDay(at: Date, zone: Zone): string {
  const locale = language.value === 'en' ? 'en-GB' : 'id';
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: zones[zone].name }).format(at);
}
