/** A badge as it is printed. */
export interface PrintableBadge {
  readonly name: string;
  readonly unit: string;
  readonly number: string;
  readonly organisation: string;
  /** What the code holds. */
  readonly address: string;
}

/** Every badge speaks Indonesian and English. */
export interface BadgeWords {
  readonly title: string;
  readonly titleEnglish: string;
  readonly lines: readonly string[];
  readonly advice: string;
  readonly adviceEnglish: string;
  readonly picture: string;
}

export function badgeWords({ name, unit, number, organisation }: PrintableBadge): BadgeWords {
  return {
    title: 'Kartu pegawai',
    titleEnglish: 'Employee badge',
    lines: [organisation, unit, number === '' ? '' : `No. ${number}`].filter((line) => line !== ''),
    advice: 'Pindai sekali dengan ponsel Anda, atau tunjukkan bersama sertifikat.',
    adviceEnglish: 'Scan once with your phone, or show it with your certificate.',
    picture: `Kode QR kartu pegawai ${name} / QR code of the employee badge`,
  };
}
