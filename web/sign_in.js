// Sign-in is plain HTML, so that password managers know it. The password goes to the server once
// and is kept nowhere; the answer is a cookie that no script can read.
const texts = {
    email_missing: 'Enter your work email',
    password_missing: 'Enter your password',
    email_and_password_must_match: 'Email and password do not match',
    too_many_attempts: 'Too many attempts. Wait a few minutes and try again',
    account_must_be_enabled: 'This account is disabled. Ask your administrator',
    offline: 'You are offline. Signing in needs the network once',
    server: 'The server does not answer as it should. Try again in a moment',
};

const form = document.getElementById('form');
const email = document.getElementById('email');
const password = document.getElementById('password');
const submit = document.getElementById('submit');
const alert_line = document.getElementById('error');

function refuse(code, field) {
    alert_line.textContent = texts[code] || texts.server;
    for (const one of [email, password]) {
        one.toggleAttribute('aria-invalid', false);
        if (one === field) one.setAttribute('aria-invalid', 'true');
    }
    if (field) field.setAttribute('aria-describedby', 'error');
    (field || submit).focus();
}

async function code_of(response) {
    if (response.status === 429) return 'too_many_attempts';
    const type = response.headers.get('content-type') || '';
    if (!type.includes('json'))
        return response.status === 401 ? 'email_and_password_must_match' : 'server';
    const problem = await response.json();
    if (texts[problem.code]) return problem.code;
    return response.status === 401 ? 'email_and_password_must_match' : 'server';
}

// Only a page of our own: never "//elsewhere".
function next_page() {
    const wanted = new URLSearchParams(location.search).get('next') || '/';
    // Browsers drop tabs and line ends from addresses: "/<tab>/elsewhere" is "//elsewhere".
    return /^\/(?![/\\])[^\t\n\r]*$/.test(wanted) ? wanted : '/';
}

function keep_email() {
    try {
        localStorage.setItem('entente:kept:email', email.value.trim());
    } catch (error) {
        console.warn(error); // Forbidden or full: the address is typed again next time.
    }
}

async function sign_in() {
    alert_line.textContent = '';
    if (!email.value.includes('@')) return refuse('email_missing', email);
    if (!password.value) return refuse('password_missing', password);
    submit.disabled = true;
    try {
        const response = await fetch('/api/v1/session', {
            method: 'POST',
            headers: {'Content-Type': 'application/json', 'X-Entente': '1'},
            body: JSON.stringify({email: email.value.trim(), password: password.value}),
        });
        if (response.ok) {
            keep_email();
            return location.assign(next_page());
        }
        refuse(await code_of(response), response.status === 401 ? password : null);
    } catch (error) {
        refuse('offline', null);
    } finally {
        submit.disabled = false;
    }
    return undefined;
}

form.addEventListener('submit', (event) => {
    event.preventDefault();
    sign_in();
});
(email.value ? password : email).focus();
