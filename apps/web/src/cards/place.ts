/** Cards are told in the time of Bali. */
export const zone = 'Asia/Makassar';
