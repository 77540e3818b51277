import type { EmployeeContent, VenueRequest } from '@gapura/contract';

type DemoVenue = Omit<VenueRequest, 'organisationId' | 'timeZone'>;

interface DemoOrganisation {
  readonly name: string;
  readonly venues: readonly DemoVenue[];
}

const always = { opensAt: null, closesAt: null };
const gate = (name: string, direction: 'in' | 'out' | 'both' = 'both') => ({ name, direction });

export const demoTimeZone = 'Asia/Makassar';
export const mayorsOffice = 'Kantor Wali Kota Denpasar';
export const cityArea = '51.71';
/** At level 3 malls, hotels and beaches may fill half of their capacity: what the demo’s venues are set to anyway. */
export const cityLevels = [
  { area: '51', level: 4, reason: 'PPKM level 4 di Provinsi Bali (contoh)' },
  { area: cityArea, level: 3, reason: 'PPKM level 3 di Kota Denpasar (contoh)' },
] as const;
export const cityGovernment = 'Pemerintah Kota Denpasar';

/** A small roster of the city government; whoever holds a badge of it is an employee at each of its venues. */
export const demoEmployees: readonly Omit<EmployeeContent, 'leavesOn'>[] = [
  { name: 'Made Sari Uji', unit: 'Bagian Umum', number: '1' },
  { name: 'Komang Tirta Uji', unit: 'Bagian Umum', number: '2' },
  { name: 'Ketut Wira Uji', unit: 'Bagian Hukum', number: '3' },
  { name: 'Putu Laksmi Uji', unit: 'Pelayanan Publik', number: '4' },
  { name: 'Nyoman Surya Uji', unit: 'Pelayanan Publik', number: '5' },
  { name: 'Gede Arta Uji', unit: 'Puskesmas', number: '6' },
];

/**
 * The first places of Denpasar, with limits as of autumn 2021 where they are known. Most never close, so that a demo works
 * at night; two keep the hours of such places, so that the closed door can be seen too.
 */
export const demoCity: readonly DemoOrganisation[] = [
  {
    name: cityGovernment,
    venues: [
      {
        name: mayorsOffice,
        category: 'government-office',
        address: 'Jalan Gajah Mada 1, Denpasar',
        area: '51.71.04.2008',
        capacity: 1200,
        limit: 600,
        ...always,
        gates: [gate('Pintu Utara'), gate('Pintu Timur')],
      },
      {
        name: 'Mal Pelayanan Publik Sewakadharma Lumintang',
        category: 'public-service',
        address: 'Lumintang, Denpasar Utara',
        area: '51.71.04',
        capacity: 400,
        limit: 200,
        opensAt: '08:00',
        closesAt: '15:30',
        gates: [gate('Pintu Masuk', 'in'), gate('Pintu Keluar', 'out')],
      },
      {
        name: 'Puskesmas Denpasar Timur',
        category: 'clinic',
        address: 'Denpasar Timur',
        area: '51.71.02',
        capacity: 80,
        limit: 60,
        ...always,
        gates: [gate('Pintu Utama')],
      },
      {
        name: 'Kantor Perbekel Sanur Kaja',
        category: 'village-office',
        address: 'Sanur, Denpasar Selatan',
        area: '51.71.01.2009',
        capacity: 40,
        limit: 20,
        ...always,
        gates: [gate('Pintu Utama')],
      },
      {
        name: 'Pantai Sanur',
        category: 'tourist-site',
        address: 'Sanur, Denpasar Selatan',
        area: '51.71.01.2009',
        capacity: 3000,
        limit: 1500,
        ...always,
        gates: ['Matahari Terbit', 'Segara', 'Sindhu', 'Karang', 'Batu Jimbar', 'Duyung', 'Semawang', 'Mertasari'].map(
          (name) => gate(`Gerbang ${name}`),
        ),
      },
    ],
  },
  {
    name: 'Mal Uji Denpasar',
    venues: [
      {
        name: 'Mal Uji Denpasar',
        category: 'mall',
        address: 'Jalan Contoh 10, Denpasar',
        area: '51.71',
        capacity: 5000,
        limit: 2500,
        opensAt: '10:00',
        closesAt: '21:00',
        gates: [gate('Lobi Utara'), gate('Lobi Selatan'), gate('Parkir Basement'), gate('Pintu Pegawai')],
      },
    ],
  },
  {
    name: 'Hotel Uji Sanur',
    venues: [
      {
        name: 'Hotel Uji Sanur',
        category: 'hotel',
        address: 'Jalan Contoh 5, Sanur',
        area: '51.71.01.2009',
        capacity: 300,
        limit: 150,
        ...always,
        gates: [gate('Lobi')],
      },
    ],
  },
];
