<?php
return [
    'password' => 'wachtwoord',
    'password_confirmation' => 'wachtwoordbevestiging',
];
