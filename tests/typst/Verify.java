import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/**
 * Says of each PDF whose name it reads which rules of PDF/UA-1 and PDF/A-2a it breaks, a line each, and then a line
 * with a form feed.
 */
public final class Verify {
    private static final String PROFILES = "/org/verapdf/pdfa/validation/";
    private static final String[] FLAVOURS = {"ua1", "2a"};
    private static final int MOST_FAILURES = 200;

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        System.setErr(System.out);
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in));
        for (String file = names.readLine(); file != null; file = names.readLine()) {
            for (String flavour : FLAVOURS) {
                broken(file, flavour).forEach((rule, message) -> System.out.println(rule + ": " + message));
            }
            System.out.println("\f");
        }
    }

    private static Map<String, String> broken(String file, String name) throws Exception {
        PDFAFlavour flavour = PDFAFlavour.fromString(name);
        Map<String, String> broken = new TreeMap<>();
        try (InputStream stream = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(stream, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile(name), MOST_FAILURES, false, false, false)) {
            var result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                String rule = name + " " + assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                broken.putIfAbsent(rule, assertion.getMessage() + " @ " + assertion.getLocation().getContext());
            }
            if (!result.isCompliant() && broken.isEmpty()) {
                broken.put(name, "not compliant");
            }
        }
        return broken;
    }

    private static ValidationProfile profile(String name) throws Exception {
        String file = name.startsWith("ua") ? "PDFUA-" + name.substring(2) : "PDFA-" + name.toUpperCase();
        try (InputStream stream = Verify.class.getResourceAsStream(PROFILES + file + ".xml")) {
            return Profiles.profileFromXml(stream);
        }
    }
}
