import { render } from 'preact';
import { Shop } from './shop.tsx';
import './shop.css';

const place = document.querySelector('#shop');
if (place) render(<Shop />, place);
